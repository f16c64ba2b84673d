/**
 * Boot auto-configuration that all services share. It configures frameworks and runs polls; it
 * holds no decision about charging and no class that a service must extend.
 */
@NullMarked
package io.mainspring.kit;

import org.jspecify.annotations.NullMarked;

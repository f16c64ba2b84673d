/**
 * Files over FTP and FTPS, for charge points that speak nothing else: an embedded server in which the password is a
 * token, and each session sees the one directory of its job.
 */
@NullMarked
package io.mainspring.firmware.files.ftp;

import org.jspecify.annotations.NullMarked;

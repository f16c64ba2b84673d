package io.mainspring.correlation.stream;

import io.mainspring.contracts.Outcome;
import io.mainspring.contracts.Owner;

/** An outcome and whose topic it goes to. */
record AskedOutcome(Owner asker, Outcome outcome) {}

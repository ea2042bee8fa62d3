/// Tests of the test kit that need no server; testkit-example holds those that do.
@NullMarked
package dev.poolhouse.testkit;

import org.jspecify.annotations.NullMarked;

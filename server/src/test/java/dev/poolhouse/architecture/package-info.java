/// Tests of the shape of the project: which package may import which, what code may not do, and
/// that the documents say what is true. Read [dev.poolhouse.architecture.ArrowsTest] first.
@NullMarked
package dev.poolhouse.architecture;

import org.jspecify.annotations.NullMarked;

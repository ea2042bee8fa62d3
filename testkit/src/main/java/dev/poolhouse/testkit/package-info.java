/// Gives a JUnit test (5 or 6, Java 17 or newer) a real Poolhouse server in a process of its own,
/// and plays the client's side of sign-in. The server shares no class with the test, so any version
/// of an AWS SDK fits.
///
/// Read first: [dev.poolhouse.testkit.WithPoolhouse]. Imports nothing of the server.
@NullMarked
package dev.poolhouse.testkit;

import org.jspecify.annotations.NullMarked;

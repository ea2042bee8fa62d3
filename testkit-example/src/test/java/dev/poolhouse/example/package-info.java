/// A user's tests, as the README shows them, against the bundled server. Read first:
/// [dev.poolhouse.example.SignUpTest]. Imports nothing of the server.
@NullMarked
package dev.poolhouse.example;

import org.jspecify.annotations.NullMarked;

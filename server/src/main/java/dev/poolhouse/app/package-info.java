/// The program: commands, settings and the composition root. Read [dev.poolhouse.app.Server] first.
/// May import everything.
@NullMarked
package dev.poolhouse.app;

import org.jspecify.annotations.NullMarked;

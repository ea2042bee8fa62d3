/// What must hold of the server as a whole: several nodes on one database, races between them, and
/// the holes that servers of this kind have had. Read [dev.poolhouse.reliability.TwoNodesTest]
/// first.
@NullMarked
package dev.poolhouse.reliability;

import org.jspecify.annotations.NullMarked;

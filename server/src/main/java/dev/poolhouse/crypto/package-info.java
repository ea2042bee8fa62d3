/// Pure functions on bytes and numbers: SRP, sealing, signatures, hashes, ids. Read
/// [dev.poolhouse.crypto.Srp] and [dev.poolhouse.crypto.Sealer] first. Imports nothing of ours.
@NullMarked
package dev.poolhouse.crypto;

import org.jspecify.annotations.NullMarked;

/// Targets for the fuzzer Jazzer: what strangers send is read without any failure but a refusal.
/// Read [dev.poolhouse.fuzz.Mutations] first. Targets of package-private code stand beside it; all
/// are named `…FuzzTest`.
@NullMarked
package dev.poolhouse.fuzz;

import org.jspecify.annotations.NullMarked;

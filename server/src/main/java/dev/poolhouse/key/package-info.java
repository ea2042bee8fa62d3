/// Access keys for signed administrative calls, and the policies that say what a key may do. Read
/// [dev.poolhouse.key.AccessKey] first. Imports `crypto` and `store`.
@NullMarked
package dev.poolhouse.key;

import org.jspecify.annotations.NullMarked;

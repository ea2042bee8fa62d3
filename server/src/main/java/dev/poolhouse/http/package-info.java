/// Sockets: the JSON API, signatures, health, metrics and development routes. Read
/// [dev.poolhouse.http.ApiHandler] first. Imports features for what operators and developers look
/// at, never `sql`.
@NullMarked
package dev.poolhouse.http;

import org.jspecify.annotations.NullMarked;

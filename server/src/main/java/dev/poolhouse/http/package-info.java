/// Sockets: the JSON API, signatures, health, metrics and development routes. Read
/// [dev.poolhouse.http.ApiHandler] first. Imports `wire`, `key`, `crypto` and `analytics`, never
/// `sql`.
@NullMarked
package dev.poolhouse.http;

import org.jspecify.annotations.NullMarked;

package dev.poolhouse.risk;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;

/// Where something happens.
///
/// @param pool the pool
/// @param client the app client
/// @param context what the request tells of its device
public record Scene(Pool pool, Client client, ClientContext context) {}

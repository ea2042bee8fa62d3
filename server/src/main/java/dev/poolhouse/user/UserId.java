package dev.poolhouse.user;

/// Internal id of a user: random, never shown, never used again after the user is deleted. It leads
/// the key of every row the user owns.
///
/// @param value the id as the database holds it
public record UserId(String value) {}

package dev.poolhouse.user;

import dev.poolhouse.client.ClientRules;

/// Who sets attributes.
public sealed interface AttributeWriter {

  /// An administrator, who may set flags and developer-only attributes.
  record Admin() implements AttributeWriter {}

  /// A user through an app client.
  ///
  /// @param rules what the client may write
  record App(ClientRules rules) implements AttributeWriter {}

  /// Whether the writer may set `attribute` at all. Flags and developer-only attributes are never
  /// an app's to set, whatever its configuration lists.
  default boolean mayWrite(String attribute) {
    return switch (this) {
      case Admin _ -> true;
      case App(ClientRules rules) ->
          !attribute.startsWith("dev:")
              && !attribute.equals(Contacts.flag(Contacts.EMAIL))
              && !attribute.equals(Contacts.flag(Contacts.PHONE_NUMBER))
              && rules.mayWrite(attribute);
    };
  }
}

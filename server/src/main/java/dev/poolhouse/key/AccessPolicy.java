package dev.poolhouse.key;

import java.util.List;

/// What an access key may do, in the manner of an identity-based IAM policy: nothing unless a
/// statement allows it, and a denying statement outweighs every allowing one.
///
/// Conditions, `NotAction` and `NotResource` do not exist here.
///
/// @param statements in the order given; the order does not matter
public record AccessPolicy(List<Statement> statements) {
  public AccessPolicy {
    statements = List.copyOf(statements);
  }

  /// A policy that allows every operation on everything.
  public static AccessPolicy administrator() {
    return new AccessPolicy(List.of(new Statement(Effect.ALLOW, List.of("*"), List.of("*"))));
  }

  /// Whether `action` (such as `cognito-idp:AdminGetUser`) may be done to the resource.
  ///
  /// @param resourceArn ARN of a pool, or `*` for an operation that names none
  public boolean allows(String action, String resourceArn) {
    boolean allowed = false;
    for (Statement statement : statements) {
      if (statement.covers(action, resourceArn)) {
        if (statement.effect() == Effect.DENY) {
          return false;
        }
        allowed = true;
      }
    }
    return allowed;
  }

  /// What a statement does to the calls it covers.
  public enum Effect {
    ALLOW,
    DENY
  }

  /// One rule of a policy. `*` stands for any run of characters, `?` for one.
  ///
  /// @param effect what it does
  /// @param actions patterns such as `cognito-idp:Admin*`, compared without regard to case
  /// @param resources patterns of ARNs, compared exactly
  public record Statement(Effect effect, List<String> actions, List<String> resources) {
    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      if (actions.isEmpty() || resources.isEmpty()) {
        throw new IllegalArgumentException("a statement needs at least one action and resource");
      }
    }

    boolean covers(String action, String resourceArn) {
      return actions.stream().anyMatch(pattern -> Wildcard.matches(pattern, action, true))
          && resources.stream().anyMatch(pattern -> Wildcard.matches(pattern, resourceArn, false));
    }
  }
}

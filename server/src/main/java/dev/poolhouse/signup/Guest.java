package dev.poolhouse.signup;

import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.User;
import java.util.Optional;

/// Whom a typed name means. Where the client hides who exists, a name that belongs to nobody means
/// a stand-in: a user that is stored nowhere, for whom the same work is done and who gets the same
/// answers.
///
/// @param visit the request
/// @param user the user, or the stand-in
/// @param real whether the user exists
/// @param code the newest code of the purpose asked for, expired or not
record Guest(Visit visit, User user, boolean real, Optional<CodeStore.Code> code) {}

/// The sign-up operations over HTTP. Read [dev.poolhouse.signup.SignUpTest] first.
@NullMarked
package dev.poolhouse.signup;

import org.jspecify.annotations.NullMarked;

/// Encrypts codes for functions that send messages themselves, with the AWS Encryption SDK: under a
/// key of AWS KMS, or under one of this server's own for development. Read [EncryptionSdkCipher]
/// first. May import `message`, `pool` and `crypto`.
@NullMarked
package dev.poolhouse.kms;

import org.jspecify.annotations.NullMarked;

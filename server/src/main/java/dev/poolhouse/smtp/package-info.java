/// E-mail through a mail server. Read [dev.poolhouse.smtp.SmtpDelivery] first. May import `message`
/// and `crypto`; nothing else imports Jakarta Mail.
@NullMarked
package dev.poolhouse.smtp;

import org.jspecify.annotations.NullMarked;

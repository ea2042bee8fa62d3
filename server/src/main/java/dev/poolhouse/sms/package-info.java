/// SMS through Amazon SNS or a webhook of the operator's. Read [dev.poolhouse.sms.SmsSettings]
/// first. May import `message` and `crypto`; nothing else imports the SNS client.
@NullMarked
package dev.poolhouse.sms;

import org.jspecify.annotations.NullMarked;

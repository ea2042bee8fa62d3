// Passwordless sign-in by a link: one function for DefineAuthChallenge, CreateAuthChallenge and
// VerifyAuthChallengeResponse. It runs unchanged under AWS Lambda.
//
// SIGN_IN_PAGE  page that the link leads to; the token follows after `#`, which browsers send to no server
// MAIL_URL      service that takes {"to", "subject", "text"} as JSON; without one, the link is printed

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const LIFETIME = 15 * 60 * 1000;
const page = process.env.SIGN_IN_PAGE ?? 'http://localhost:3000/sign-in';

const hash = (token) => createHash('sha256').update(token).digest('hex');

/** One link, one try: whoever follows a wrong one begins again. */
function define({ request, response }) {
  const last = request.session.at(-1);
  response.issueTokens = last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult === true;
  response.failAuthentication = last !== undefined && !response.issueTokens;
  if (last === undefined) {
    response.challengeName = 'CUSTOM_CHALLENGE';
  }
}

async function send(to, link) {
  const mail = { to, subject: 'Your sign-in link', text: `Sign in: ${link}\nThe link works for 15 minutes.` };
  if (!process.env.MAIL_URL) {
    console.log(`To ${to}: ${link}`);
    return;
  }
  const taken = await fetch(process.env.MAIL_URL, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(mail),
  });
  if (!taken.ok) {
    throw new Error('The mail could not be sent');
  }
}

/** Unknown names get the same answer, so that nobody learns who has an account. */
async function create({ request, response }) {
  const token = randomBytes(32).toString('base64url');
  const email = request.userAttributes.email;
  if (!request.userNotFound && email && request.userAttributes.email_verified === 'true') {
    await send(email, `${page}#${token}`);
  }
  response.publicChallengeParameters = { step: 'FOLLOW_THE_LINK' };
  // The hash alone, so that whoever reads what is stored cannot sign in with it.
  response.privateChallengeParameters = { hash: hash(token), until: String(Date.now() + LIFETIME) };
  response.challengeMetadata = 'MAGIC_LINK';
}

function verify({ request, response }) {
  const { hash: expected, until } = request.privateChallengeParameters;
  const given = Buffer.from(hash(request.challengeAnswer));
  response.answerCorrect =
    !request.userNotFound && Date.now() < Number(until) && timingSafeEqual(given, Buffer.from(expected));
}

const steps = {
  DefineAuthChallenge_Authentication: define,
  CreateAuthChallenge_Authentication: create,
  VerifyAuthChallengeResponse_Authentication: verify,
};

export const handler = async (event) => {
  await steps[event.triggerSource](event);
  return event;
};

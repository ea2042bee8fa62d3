import { readFileSync } from "node:fs";
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier, buildClient, CommitmentPolicy }
  from "@aws-crypto/client-node";

const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const keyring = new RawAesKeyringNode({
  keyNamespace: "poolhouse",
  keyName: "codes",
  unencryptedMasterKey: new Uint8Array(Buffer.from(readFileSync(process.env.CODE_KEY, "utf8").trim(), "hex")),
  wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
});

export const handler = async (event) => {
  const { plaintext } = await decrypt(keyring, Buffer.from(event.request.code, "base64"));
  console.log(event.request.userAttributes.email, plaintext.toString("utf8"));
};

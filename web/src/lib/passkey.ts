// Passkeys in the browser: the server's options in, the credential as JSON out.
import { post } from "./api";

type Purpose = "sign_in" | "sign_up" | "add" | "fresh" | "setup";

export const canPasskey = () => typeof PublicKeyCredential !== "undefined" && isSecureContext;

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const text = (buffer: ArrayBuffer | null) =>
  buffer &&
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

type Listed = { id: string; type: "public-key" };
const listed = (all: Listed[] = []) => all.map((one) => ({ ...one, id: bytes(one.id) }));

interface Begun {
  id: string;
  options: Record<string, unknown> & { challenge: string };
}

/** A whole ceremony; `about` goes along with its beginning. Answers what the server says at its end. */
export async function ceremony<T>(purpose: Purpose, about: Record<string, unknown> = {}): Promise<T> {
  const { id, options } = await post<Begun>("/passkeys/begin", { purpose, ...about });
  const making = "user" in options;
  const found = making ? await create(options) : await find(options);
  return post<T>("/passkeys/finish", { id, credential: found });
}

async function create(options: Begun["options"]): Promise<unknown> {
  const user = options.user as { id: string; name: string; displayName: string };
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: listed(options.excludeCredentials as Listed[] | undefined),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function find(options: Begun["options"]): Promise<unknown> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials as Listed[] | undefined),
  } as unknown as PublicKeyCredentialRequestOptions;
  const got = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = got.response as AuthenticatorAssertionResponse;
  return {
    id: got.id,
    rawId: text(got.rawId),
    type: got.type,
    authenticatorAttachment: got.authenticatorAttachment,
    clientExtensionResults: got.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}

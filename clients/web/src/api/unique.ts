/** A random id. `crypto.randomUUID` exists only in secure contexts; a yard's own network often has no TLS. */
export function unique(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A key of its own for one thing that is to be done once, however often it is sent. Works without a secure context too,
// where randomUUID is missing.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

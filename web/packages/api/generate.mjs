// Writes src/schema.gen.ts (types of every route) and src/capabilities.gen.ts (which optional parts the server has) from
// docs/openapi.json, the file the server is checked against.
import openapiTS, { astToString } from 'openapi-typescript'
import { readFileSync, writeFileSync } from 'node:fs'

const source = new URL('../../../docs/openapi.json', import.meta.url)
const put = (name, text) => writeFileSync(new URL(`src/${name}.gen.ts`, import.meta.url), text)

const document = JSON.parse(readFileSync(source, 'utf8'))
put('schema', astToString(await openapiTS(document, { emptyObjectsUnknown: true })))
const has = (path, method) => document.paths[path]?.[method] !== undefined
put('capabilities', `export const capabilities = {
  uploads: ${has('/api/v1/uploads', 'post')},
  stream: ${has('/api/v1/stream', 'get')},
} as const\n`)

import createClient from 'openapi-fetch'
import type { components, paths } from './schema.gen'

export type Schemas = components['schemas']
export type CaseLine = Schemas['CaseLine']
export type CaseView = Schemas['CaseView']
export type Wording = Schemas['Wording']
export type TimelineEntry = Schemas['TimelineEntry']
export type OfferView = Schemas['OfferView']
export type PlaceView = Schemas['PlaceView']
export type ListQuery = NonNullable<paths['/api/v1/cases']['get']['parameters']['query']>
export type Board = Schemas['Board']

// The typed client. `language` is asked at every call: problems come back in it. `send` stands in for `fetch`.
export function connect(language: () => string, base = '', send?: (request: Request) => Promise<Response>) {
  const client = createClient<paths>({ baseUrl: base, ...(send ? { fetch: send } : {}) })
  client.use({
    onRequest({ request }) {
      request.headers.set('Accept-Language', language())
      return request
    },
  })
  return client
}

export type Client = ReturnType<typeof connect>

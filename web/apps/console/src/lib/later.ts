// Parts of the interface that a server may not have yet: each is used where the interface's own description names it, and
// the screens do without where it does not.
import { answered, capabilities } from '@huiyin/api'
import { guarded } from './session'

export interface Hint { case_no: string; version: number; state: string }
export interface Claim { by: number | string; login: string; until: string }

export const has = capabilities

const call = <T>(path: string, init: RequestInit): Promise<T> =>
  answered(guarded(new Request(path, init)).then(async (response) => {
    const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
    return response.ok ? { data: body as T, response } : { error: body, response }
  }))

// Repeated while a case is open; a Problem with code `claimed` when somebody else has it.
export const claim = (caseNo: string) => call<Claim & { case_no: string }>(`/api/v1/cases/${caseNo}/claim`, { method: 'PUT' })
export const letGo = (caseNo: string) => call<undefined>(`/api/v1/cases/${caseNo}/claim`, { method: 'DELETE', keepalive: true })

// Who has it at a desk just now; rows and cases of an older server say nothing.
export const claimOf = (line: object): Claim | undefined => (line as { claim?: Claim | null }).claim ?? undefined

export const upload = (picture: Blob) =>
  call<{ photo: string; width: number; height: number }>('/api/v1/uploads', {
    method: 'POST', body: picture, headers: { 'Content-Type': picture.type },
  })
export const photoAddress = (caseNo: string, photo: string, size: 'thumb' | 'full') =>
  `/api/v1/cases/${caseNo}/photos/${encodeURIComponent(photo)}?size=${size}`

// Hints of changed cases while somebody listens; `lost` when the stream ended for good and asking has to take its place.
export function openStream(hear: (hint: Hint | undefined) => void, lost: () => void): () => void {
  const source = new EventSource('/api/v1/stream')
  // A stream ends after some minutes and is opened again: what happened in between is unknown.
  let isFirst = true
  source.addEventListener('ready', () => {
    if (!isFirst) hear(undefined)
    isFirst = false
  })
  source.addEventListener('case', (event) => hear(JSON.parse((event as MessageEvent<string>).data) as Hint))
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) lost() })
  return () => source.close()
}

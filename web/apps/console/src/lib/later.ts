// Parts of the interface that a server may not have yet: each is used where the interface's own description names it, and
// the screens do without where it does not.
import { answered, capabilities, type CaseLine, type CaseView } from '@huiyin/api'
import { guarded, me } from './session'

export interface Hint { case_no: string; version: number; state: string }

export const has = capabilities

const call = <T>(path: string, init: RequestInit): Promise<T> =>
  answered(guarded(new Request(path, init)).then(async (response) => {
    const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
    return response.ok ? { data: body as T, response } : { error: body, response }
  }))

// Who has a case at their desk just now, where that is somebody else.
export const deskOf = (line: CaseLine | CaseView): string =>
  line.locked_by !== 0 && line.locked_by !== me.value?.account ? line.locked_by_name || String(line.locked_by) : ''

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

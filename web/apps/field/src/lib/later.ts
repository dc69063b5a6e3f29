// Parts of the interface a server may not have yet. Typed by hand; without them the app does without.
import { asProblem, Problem } from '@huiyin/api'
import { texts } from './session'

interface Uploaded { photo: string; width: number; height: number }

async function refusal(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.status >= 500 || body === undefined) return new Problem(answer.status >= 502 ? 'unreachable' : 'failed', answer.status)
  return new Problem('refused', answer.status, body as ConstructorParameters<typeof Problem>[2])
}

// The server's name for a picture.
export async function upload(picture: Blob): Promise<string> {
  const answer = await fetch('/api/v1/uploads', {
    method: 'POST', body: picture,
    headers: { 'Content-Type': picture.type || 'image/jpeg', 'Accept-Language': texts.language.value === 'en' ? 'en' : 'zh-CN' },
  }).catch(() => { throw new Problem('unreachable', 0) })
  if (!answer.ok) throw await refusal(answer)
  const told = await answer.json().catch((thrown: unknown) => { throw asProblem(thrown) }) as Uploaded
  return told.photo
}

export const pictureOf = (caseNo: string, photo: string, size: 'thumb' | 'full') =>
  `/api/v1/cases/${encodeURIComponent(caseNo)}/photos/${encodeURIComponent(photo)}?size=${size}`

const kStream = '/api/v1/stream'

// Hints that a case of mine moved; `end` when there are none to be had (any more).
export function hints(on: () => void, end: () => void): () => void {
  const source = new EventSource(kStream)
  source.addEventListener('case', on)
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) end() }
  return () => source.close()
}

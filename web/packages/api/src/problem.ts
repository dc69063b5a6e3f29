// What went wrong with a call, told apart by what a person can do about it.
export type Fault = 'refused' | 'unreachable' | 'failed'

interface ProblemBody {
  type?: string
  title?: string
  detail?: string
  where?: string
  allowed?: string[]
  status?: number
}

// An RFC 9457 answer of the server, or a call that never arrived ('unreachable': it may be sent again as it is).
export class Problem extends Error {
  readonly fault: Fault
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string // the server's own sentence
  readonly where: string
  readonly allowed: readonly string[]

  constructor(fault: Fault, status: number, body: ProblemBody = {}) {
    super(body.detail ?? body.title ?? fault)
    this.fault = fault
    this.status = status
    this.code = (body.type ?? '').replace('urn:huiyin:problem:', '') || fault
    this.title = body.title ?? ''
    this.detail = body.detail ?? ''
    this.where = body.where ?? ''
    this.allowed = body.allowed ?? []
  }

  // Does it speak of this field or of a part of it? Pointers as the server writes them: "/contact/phone".
  concerns(pointer: string): boolean {
    return this.where === pointer || this.where.startsWith(`${pointer}/`)
  }
}

interface Answered<T> {
  data?: T
  error?: unknown
  response: Response
}

// The data of an answer, or a Problem thrown.
export async function answered<T>(call: Promise<Answered<T>>): Promise<T> {
  let answer: Answered<T>
  try {
    answer = await call
  } catch {
    throw new Problem('unreachable', 0)
  }
  if (answer.response.ok) return answer.data as T
  const body = typeof answer.error === 'object' && answer.error !== null ? (answer.error as ProblemBody) : {}
  const known = body.type?.startsWith('urn:huiyin:problem:') ?? false
  // A gateway's page in the middle is no word of ours: the call may be sent again.
  if (!known) throw new Problem(answer.response.status >= 502 ? 'unreachable' : 'failed', answer.response.status)
  throw new Problem(answer.response.status >= 500 ? 'failed' : 'refused', answer.response.status, body)
}

export const asProblem = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem('failed', 0, { detail: String(thrown) })

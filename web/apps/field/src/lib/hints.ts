// Hints of the server that a case of mine moved; `end` when there are none to be had any more.
export function hints(on: () => void, end: () => void): () => void {
  const source = new EventSource('/api/v1/stream')
  source.addEventListener('case', on)
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) end() }
  return () => source.close()
}

// How a matter stands towards its promise, from what the server says of its clock.
export type Tone = 'ontime' | 'soon' | 'late' | 'waiting' | 'done'

export function toneOf(line: { phase: string; colour: string }): Tone {
  if (line.phase !== 'open') return 'done'
  switch (line.colour) {
    case 'red': return 'late'
    case 'amber': return 'soon'
    case 'green': return 'ontime'
    default: return 'waiting'
  }
}

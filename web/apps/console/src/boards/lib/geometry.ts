// Where the marks of a chart stand. Bars begin at zero, always; the scale ends at a round number.
const kRound = [1, 2, 5]

// 0, then round steps up to and over the largest value; counts are whole.
export function scaleOf(max: number, wanted = 4): number[] {
  if (max <= 0) return [0, 1]
  let step = 1
  for (let power = 1; step * wanted < max; power *= 10) {
    step = kRound.map((round) => round * power).find((size) => size * wanted >= max) ?? step
  }
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, at) => at * step)
}

export interface Bar { x: number; width: number; middle: number; top: number; height: number }

interface Plot { left: number; top: number; width: number; height: number }

// Standing bars side by side; a value that is there at all can be seen.
export function standing(values: readonly number[], max: number, plot: Plot, share = 0.64): Bar[] {
  const band = plot.width / Math.max(values.length, 1)
  return values.map((value, at) => {
    const height = value > 0 ? Math.max((value / max) * plot.height, 2) : 0
    const width = band * share
    return { x: plot.left + at * band + (band - width) / 2, width, middle: plot.left + (at + 0.5) * band, top: plot.top + plot.height - height, height }
  })
}

// Length of a lying bar, as a percentage of its track.
export const lengthOf = (value: number, max: number): number => (max > 0 ? (value / max) * 100 : 0)

// A click reaches a mark however thin it is: two neighbours share a track of `width` px, neither below `least`.
export function reach(first: number, second: number, width: number, least = 24): [number, number] {
  const sum = first + second
  if (sum === 0 || first === 0) return [0, sum === 0 ? 0 : width]
  if (second === 0) return [width, 0]
  const cut = Math.min(Math.max((first / sum) * width, least), width - least)
  return [cut, width - cut]
}

// Arrow keys over a row of marks.
export function stepped(at: number, key: string, count: number): number {
  switch (key) {
    case 'ArrowRight': case 'ArrowDown': return Math.min(at + 1, count - 1)
    case 'ArrowLeft': case 'ArrowUp': return Math.max(at - 1, 0)
    case 'Home': return 0
    case 'End': return count - 1
    default: return at
  }
}

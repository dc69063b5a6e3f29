// The part of the net a drawing shows: it can be pushed along and brought nearer.
import { computed, ref, type Ref } from 'vue'
import { useSize } from '../../boards/lib/chart_focus'
import type { Frame } from './net_view'

const kLeastM = 20
const kMostM = 100_000

export function useFrame(box: Ref<HTMLElement | undefined>, home: () => Frame) {
  const size = useSize(box)
  const frame = ref<Frame>(home())
  const reset = () => { frame.value = home() }
  // Metres a pixel shows.
  const pixel = computed(() => Math.max(frame.value.width / size.value.width, frame.value.height / size.value.height))
  function zoom(factor: number): void {
    const { x, y, width, height } = frame.value
    if (width * factor < kLeastM || width * factor > kMostM) return
    frame.value = { x: x + (width * (1 - factor)) / 2, y: y + (height * (1 - factor)) / 2, width: width * factor, height: height * factor }
  }
  const push = (dx: number, dy: number) => { frame.value = { ...frame.value, x: frame.value.x - dx, y: frame.value.y - dy } }
  const viewBox = computed(() => `${frame.value.x} ${frame.value.y} ${frame.value.width} ${frame.value.height}`)
  return { viewBox, pixel, zoom, push, reset }
}

// Where on the drawing the pointer is.
export function spotAt(svg: SVGSVGElement, event: Pick<MouseEvent, 'clientX' | 'clientY'>): [number, number] {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse())
  return [at.x, at.y]
}

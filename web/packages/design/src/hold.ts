// A press while something is busy: neither the listeners of the button nor its form or link hear of it.
export function holdBack(press: Pick<Event, 'preventDefault' | 'stopImmediatePropagation'>, isBusy: boolean): void {
  if (!isBusy) return
  press.preventDefault()
  press.stopImmediatePropagation()
}

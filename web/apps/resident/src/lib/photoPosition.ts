// Where a photo was taken, read in the browser before the photo is made small and loses it. Nothing of it is kept but the
// place somebody then sees and may change.
export async function photoPosition(file: File): Promise<{ lat: number; lon: number } | undefined> {
  const { gps } = await import('exifr')
  const found = await gps(file).catch(() => undefined)
  return found && Number.isFinite(found.latitude) && Number.isFinite(found.longitude)
    ? { lat: found.latitude, lon: found.longitude } : undefined
}

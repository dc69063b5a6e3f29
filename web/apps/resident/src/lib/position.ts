// The phone's own position, where the browser has one to give: only in a secure context, only when asked for.
export const canLocate = () => 'geolocation' in navigator && isSecureContext

export async function position(): Promise<{ lat: number; lon: number }> {
  const { coords } = await new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 }))
  return { lat: Math.round(coords.latitude * 1e6) / 1e6, lon: Math.round(coords.longitude * 1e6) / 1e6 }
}

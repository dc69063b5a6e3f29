// The builds of MapLibre whose worker is a file, as a strict Content-Security-Policy wants it.
declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  import maplibregl from 'maplibre-gl'
  export default maplibregl
}

// Photos on their way: made small in the browser, sent before the words that show them.
import type { Client } from './client'
import { answered } from './problem'

// Enough to see what is wrong, small enough for a slow network.
const kLongest = 2048
const kQuality = 0.82

// A photo at most 2048 pixels long, as JPEG. What is no picture is thrown back.
export async function shrunk(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, kLongest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', kQuality))
}

// The key under which a form names the photo; good for a day, and for one case.
export async function uploadPhoto(server: Client, photo: Blob): Promise<string> {
  const kept = await answered(server.POST('/api/v1/uploads', {
    body: photo as never, bodySerializer: (body: unknown) => body as Blob, headers: { 'Content-Type': photo.type },
  }))
  return kept.photo
}

// Where a browser that is signed in finds a photo of a case.
export const photoAddress = (caseNo: string, photo: string, size: 'thumb' | 'full') =>
  `/api/v1/cases/${encodeURIComponent(caseNo)}/photos/${encodeURIComponent(photo)}?size=${size}`

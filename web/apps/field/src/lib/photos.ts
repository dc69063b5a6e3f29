// A photo at most 2048 pixels long, as JPEG: enough to see what is wrong, small enough for one bar of signal.
import { newKey } from '@huiyin/api'

const kLongest = 2048
const kQuality = 0.82

export interface KeptPhoto {
  id: string
  blob: Blob
  photo?: string // the server's name for it, once it has gone up
}

async function shrunk(file: Blob): Promise<Blob> {
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

export const keptPhoto = async (file: Blob): Promise<KeptPhoto> => ({ id: newKey(), blob: await shrunk(file) })

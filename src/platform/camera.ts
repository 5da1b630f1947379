/** The camera can't be used; `code` says why. */
export class CameraError extends Error {
  /** `camera-refused`: the person, or a rule of the browser, said no. `camera-none`: there is none, or another program has it. */
  readonly code: 'camera-refused' | 'camera-none';

  constructor(code: CameraError['code']) {
    super(code);
    this.code = code;
  }
}

/** Asks for the camera that looks away from the person, where there are two. Who gets it stops its tracks. Throws CameraError. */
export async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (error) {
    const isRefused = error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
    throw new CameraError(isRefused ? 'camera-refused' : 'camera-none');
  }
}

import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { CheckWork } from "./CheckWork.tsx";

/** 核对, inside the frame of those who are signed in. */
export function CheckPage() {
  return <CheckWork Head={PageHead} />;
}

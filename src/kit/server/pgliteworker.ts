import { parentPort, workerData } from "node:worker_threads";
import { openHere } from "./pglite.ts";

/** The thread the embedded database lives in: one question at a time, in the order asked. */
const { folder } = workerData as { folder: string };
const engine = openHere(folder);

interface Question {
  number: number;
  /** Null closes the database. */
  bytes: Uint8Array | null;
}

parentPort?.on("message", (question: Question) => void answer(question));

async function answer({ number, bytes }: Question): Promise<void> {
  try {
    const open = await engine;
    if (bytes === null) await open.close();
    const said = bytes === null || bytes.length === 0 ? new Uint8Array() : await open.exchange(bytes);
    parentPort?.postMessage({ number, bytes: said }, [said.buffer]);
  } catch (error) {
    parentPort?.postMessage({
      number,
      bytes: new Uint8Array(),
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Unpacks the Chromium of the npm package into TMPDIR; a process of its own, since the package reads its environment on import. */
import chromium from "@sparticuz/chromium";

await chromium.executablePath();

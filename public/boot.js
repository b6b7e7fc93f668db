// Runs before everything else and therefore stands alone: no inline script (CSP), no module.
// zod compiles its parsers with `new Function` unless told not to, and the CSP forbids that.
globalThis.__zod_globalConfig = { jitless: true };
// The ground in the chosen look at once, so that a dark screen does not flash white.
try {
  const kept = localStorage.getItem("luodi.look");
  if (kept === "light" || kept === "dark") document.documentElement.style.colorScheme = kept;
} catch {
  // Without storage the look follows the system.
}

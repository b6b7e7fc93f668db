import { useEffect, useState } from "react";
import "./sign.css";

/** Shown while an answer is awaited; a short wait shows nothing, so that nothing flickers. */
export function Busy({ text = "正在读取" }: { text?: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 250);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="busy" role="status">
      {isLong && (
        <>
          <span className="busy-bar" aria-hidden="true" />
          <span>{text}</span>
        </>
      )}
    </div>
  );
}

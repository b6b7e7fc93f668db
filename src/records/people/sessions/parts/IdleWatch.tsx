import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { Window } from "#kit/ui/look/Window.tsx";

interface IdleWatchProps {
  /** After so long without a touch the page is locked. */
  minutes: number;
  stay: () => Promise<unknown>;
  lock: () => Promise<unknown>;
}

const warningSeconds = 120;
/** Somebody who types for long without asking the server anything is at work all the same. */
const staySeconds = 300;
const touches = ["pointerdown", "keydown", "wheel", "touchmove"] as const;

/** 空闲: warns two minutes before, and locks in place, so that nothing typed is lost. Other windows of the person count. */
export function IdleWatch({ minutes, stay, lock }: IdleWatchProps) {
  const [left, setLeft] = useState<number | null>(null);
  const acts = useRef({ stay, lock });
  const touch = useRef<(isTold?: boolean) => void>(() => {});
  useEffect(() => {
    acts.current = { stay, lock };
  });
  useEffect(() => {
    const others = new BroadcastChannel("luodi.active");
    let [touchedAt, stayedAt, isWarned, isLocked] = [Date.now(), Date.now(), false, false];
    touch.current = (isTold = true) => {
      touchedAt = Date.now();
      if (isTold) others.postMessage("active");
    };
    others.onmessage = () => touch.current(false);
    // Once warned, a stray movement does not count: the person says so with the button.
    const hear = () => !isWarned && touch.current();
    for (const name of touches) document.addEventListener(name, hear, { passive: true });
    const look = () => {
      const now = Date.now();
      const seconds = minutes * 60 - Math.floor((now - touchedAt) / 1000);
      isWarned = !isLocked && seconds <= warningSeconds && seconds > 0;
      setLeft(isWarned ? seconds : null);
      if (seconds <= 0 && !isLocked) {
        isLocked = true;
        void acts.current.lock().finally(() => {
          isLocked = false;
          touchedAt = Date.now();
        });
      } else if (!isLocked && touchedAt > stayedAt && now - stayedAt > staySeconds * 1000) {
        stayedAt = now;
        void acts.current.stay();
      }
    };
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
      others.close();
      for (const name of touches) document.removeEventListener(name, hear);
    };
  }, [minutes]);
  if (left === null) return null;
  const go = () => {
    touch.current();
    setLeft(null);
    void stay();
  };
  return (
    <Window
      title="还在吗？"
      width={420}
      close={go}
      foot={
        <Button type="primary" onClick={go}>
          继续办理
        </Button>
      }
    >
      <p>{`已有 ${minutes - 2} 分钟没有操作。${clock(left)}后锁定，需要重新登录；填写的内容不丢。`}</p>
    </Window>
  );
}

const clock = (seconds: number) =>
  seconds >= 60 ? `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, "0")} 秒` : `${seconds} 秒`;

import { ColumnHeightOutlined, DownloadOutlined, InsertRowLeftOutlined, StarOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import Input from "antd/es/input/Input";
import { useState } from "react";
import { tell } from "../look/Notes.tsx";
import { Popup } from "../look/Popup.tsx";
import { useActor } from "../wire/Actor.tsx";
import { CallFailure } from "../wire/call.ts";
import { useServices, type Views } from "../wire/Services.tsx";
import { jobStarted, openTaskCenter } from "../wire/taskcenter.ts";
import { tellFault } from "../wire/useCommand.ts";
import { type Search, usePlace } from "../wire/usePlace.ts";
import type { Column } from "./columns.tsx";
import type { ListState } from "./useListState.ts";

interface ListToolsProps<Row> {
  list: string;
  title: string;
  state: ListState;
  all: Column<Row>[];
  shown: Column<Row>[];
  /** What the list was asked with, for the export of the same. */
  input: Search;
}

/** 常用视图, columns, density, export of what is shown. */
export function ListTools<Row>({ list, title, state, all, shown, input }: ListToolsProps<Row>) {
  const { views, exports: service } = useServices();
  const { can } = useActor();
  const exports = service && can(service.permission) ? service : null;
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    if (!exports) return;
    setBusy(true);
    try {
      await exports.start({
        list,
        input,
        columns: shown.filter((column) => column.isExported).map((column) => column.key),
      });
      jobStarted();
      tell({
        kind: "plain",
        text: `正在导出“${title}”，做好后在任务中心下载`,
        action: { title: "去看看", run: openTaskCenter },
      });
    } catch (failure) {
      tellFault(failure);
      if (failure instanceof CallFailure) tell({ kind: "watch", text: failure.message });
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="list-tools unprinted">
      {views && <SavedViews list={list} views={views} state={state} />}
      <Popup
        title="选择显示的列"
        label={
          <>
            <InsertRowLeftOutlined />列
          </>
        }
        side="right"
      >
        {() => <Columns all={all} shown={shown} set={state.setColumns} />}
      </Popup>
      <button
        type="button"
        className="tool list-density"
        aria-label="紧凑行高"
        aria-pressed={state.isDense}
        title="紧凑行高"
        onClick={() => state.setDense(!state.isDense)}
      >
        <ColumnHeightOutlined />
      </button>
      {exports && (
        <Button icon={<DownloadOutlined />} loading={isBusy} onClick={start}>
          导出
        </Button>
      )}
    </span>
  );
}

function Columns<Row>({
  all,
  shown,
  set,
}: {
  all: Column<Row>[];
  shown: Column<Row>[];
  set: (columns: string[] | null) => void;
}) {
  const keys = shown.map((column) => column.key);
  const toggle = (key: string) =>
    set(
      keys.includes(key)
        ? keys.filter((each) => each !== key)
        : all.map((column) => column.key).filter((each) => each === key || keys.includes(each)),
    );
  return (
    <div className="columns">
      {all.map(({ key, title }, at) => (
        <label key={key} className="input-flag">
          <input
            type="checkbox"
            checked={keys.includes(key)}
            disabled={at === 0 || (keys.length === 1 && keys[0] === key)}
            onChange={() => toggle(key)}
          />
          {title}
        </label>
      ))}
      <button type="button" className="bare text-link" onClick={() => set(null)}>
        恢复默认
      </button>
    </div>
  );
}

function SavedViews({ list, views, state }: { list: string; views: Views; state: ListState }) {
  const { agency } = usePlace();
  const queries = useQueryClient();
  const key = [agency, "views", list];
  const { data = [] } = useQuery({ queryKey: key, queryFn: () => views.list(list) });
  const [name, setName] = useState("");
  const settle = () => void queries.invalidateQueries({ queryKey: key });
  const current = data.find((view) => JSON.stringify(sorted(view.state)) === JSON.stringify(sorted(state.kept)));
  return (
    <Popup
      title="常用视图"
      side="right"
      label={
        <>
          <StarOutlined />
          {current?.name ?? "视图"}
        </>
      }
    >
      {(close) => (
        <div className="views">
          {data.length === 0 && <p className="small soft">把常用的筛选、排序和列存成视图，下次一点就到。</p>}
          <ul>
            {data.map((view) => (
              <li key={view.id}>
                <button
                  type="button"
                  className="bare menu-item"
                  aria-current={view === current || undefined}
                  onClick={() => {
                    state.restore(view.state);
                    close();
                  }}
                >
                  {view.name}
                </button>
                <Button
                  type="text"
                  size="small"
                  onClick={() => views.drop(view.id).then(settle, tellFault)}
                  aria-label={`删除视图 ${view.name}`}
                >
                  删除
                </Button>
              </li>
            ))}
          </ul>
          <form
            className="views-save"
            onSubmit={(event) => {
              event.preventDefault();
              if (!name.trim()) return;
              views.save(list, name.trim(), state.kept).then(() => {
                setName("");
                settle();
                tell({ kind: "done", text: `已保存视图“${name.trim()}”` });
              }, tellFault);
            }}
          >
            <Input
              value={name}
              maxLength={40}
              placeholder="给现在的视图起个名"
              aria-label="视图名称"
              onChange={(event) => setName(event.target.value)}
            />
            <Button htmlType="submit" disabled={!name.trim()}>
              保存
            </Button>
          </form>
        </div>
      )}
    </Popup>
  );
}

const sorted = (state: Search) => Object.fromEntries(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));

import { sizeText } from "#kit/ui/form/Upload.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";

const isPicture = (name: string) => /\.(?:jpe?g|png|gif|webp)$/i.test(name);

/** 图片 as small pictures, everything else by name. */
export function SiteFiles({ files }: { files: { id: string; name: string; size: number }[] }) {
  const service = useServices().files;
  if (!service) return null;
  const others = files.filter(({ name }) => !isPicture(name));
  return (
    <>
      <div className="site-pictures">
        {files
          .filter(({ name }) => isPicture(name))
          .map(({ id, name }) => (
            <a key={id} href={service.address(id)}>
              <img src={service.address(id)} alt={name} loading="lazy" />
            </a>
          ))}
      </div>
      <ul className="site-rows">
        {others.map(({ id, name, size }) => (
          <li key={id}>
            <a href={service.address(id)}>{name}</a>
            <span className="small soft">{sizeText(size)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

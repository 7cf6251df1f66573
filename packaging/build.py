"""`make package`: the laptop's bundle by PyInstaller, and from it what each system installs. Everything lands in build/package.

Linux makes a .deb. Windows makes an .msi with WiX 4 and macOS a .dmg: these two are written but have never been run, and neither
is signed. There is no updater: a council installs packages with its own tools.
"""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = ROOT / "packaging"
OUT = ROOT / "build" / "package"
BUNDLE = OUT / "doorstep"
_DEB_FOLDERS = {
    "control": "DEBIAN",
    "doorstep.desktop": "usr/share/applications",
    "doorstep.svg": "usr/share/icons/hicolor/scalable/apps",
}


def main() -> int:
    """Build for the system that this runs on."""
    shutil.rmtree(OUT, ignore_errors=True)
    bundle()
    packed = {"linux": deb, "win32": msi, "darwin": dmg}[sys.platform]()
    print(f"{BUNDLE.relative_to(ROOT)}: {megabytes(BUNDLE)} MB, {packed.relative_to(ROOT)}: {megabytes(packed)} MB")
    return 0


def bundle() -> None:
    """One folder with the program and all that it needs."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(OUT), "--workpath", str(OUT / "work")]
    _run(sys.executable, "-m", "PyInstaller", *options, str(HERE / "doorstep.spec"))


def deb() -> Path:
    """A Debian package: the bundle in /opt, one link on the path, one entry in the menu with its icon."""
    tree, package = OUT / "deb", OUT / f"doorstep_{version()}_{_debian_machine()}.deb"
    shutil.copytree(BUNDLE, tree / "opt" / "doorstep", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "doorstep").symlink_to("/opt/doorstep/doorstep")
    for name, folder in _DEB_FOLDERS.items():
        (tree / folder).mkdir(parents=True)
        text = (HERE / "linux" / name).read_text(encoding="utf-8")
        (tree / folder / name).write_text(
            text.format(version=version(), machine=_debian_machine(), size=_kilobytes(tree))
        )
    _run("dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(package))
    return package


def msi() -> Path:
    """A Windows package for the whole machine, in Program Files (untested)."""
    package = OUT / f"doorstep-{version()}.msi"
    source = HERE / "windows" / "doorstep.wxs"
    _run("wix", "build", "-d", f"Version={version()}", "-d", f"Bundle={BUNDLE}", "-o", str(package), str(source))
    return package


def dmg() -> Path:
    """A macOS disk image with the application (untested)."""
    app, package = OUT / "image" / "Doorstep.app", OUT / f"doorstep-{version()}.dmg"
    shutil.copytree(BUNDLE, app / "Contents" / "MacOS", symlinks=True)
    text = (HERE / "macos" / "Info.plist").read_text(encoding="utf-8")
    (app / "Contents" / "Info.plist").write_text(text.replace("{version}", version()), encoding="utf-8")
    _run("hdiutil", "create", "-volname", "Doorstep", "-srcfolder", str(app.parent), "-format", "UDZO", str(package))
    return package


def version() -> str:
    """The release, from pyproject.toml."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def megabytes(path: Path) -> int:
    """How large a file or folder is."""
    return _kilobytes(path) // 1000


def _kilobytes(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) // 1000


def _debian_machine() -> str:
    found = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    return found.stdout.strip()


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())

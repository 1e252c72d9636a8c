/** What lies on the medium, for whoever opens it in a file manager. */

/** @param signedBy public key of the signature; undefined when there is none */
export function readMe(version: string, signedBy: string | undefined): string {
  const zh =
    signedBy === undefined
      ? '没有签名：本介质未用发布密钥签名，只供试验，不能当作正式发行的介质。'
      : 'SHA256SUMS.minisig 是发布单位的签名。核对：minisign -Vm SHA256SUMS -P 公钥（公钥以发布单位的公函为准，不要用介质上写的）。';
  const en =
    signedBy === undefined
      ? 'Unsigned: no release key was used. For trials only.'
      : 'SHA256SUMS.minisig is the signature of the releasing unit: minisign -Vm SHA256SUMS -P KEY. Take the key from its letter, not from this medium.';
  return `廉档 LianDang ${version}

安装 Linux：sh install.sh（装给自己；以 root 运行则装给全机）
安装 Windows：双击 install.cmd（装给自己；“以管理员身份运行”则装给全机）
卸载：sh install.sh --uninstall，install.cmd /uninstall；库不受影响
手册：manual.html
核对：sha256sum -c SHA256SUMS。${zh}
许可：LICENSE.txt（本程序），各平台文件夹中的 THIRD-PARTY-NOTICES.txt（第三方组件）

Install on Linux: sh install.sh (for yourself; as root for the whole machine)
Install on Windows: run install.cmd (for yourself; as administrator for the whole machine)
Remove: sh install.sh --uninstall, install.cmd /uninstall; archives are left alone
Manual: manual.html (Chinese)
Check: sha256sum -c SHA256SUMS. ${en}
Licences: LICENSE.txt, and THIRD-PARTY-NOTICES.txt in each platform's folder
`;
}

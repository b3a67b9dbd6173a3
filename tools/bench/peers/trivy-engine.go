// Command trivy-engine checks CloudFormation templates as `trivy config` does: with the same engine and the checks that
// are embedded in it, but without the rest of Trivy's command line, which takes the Go compiler half an hour more.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aquasecurity/trivy/pkg/iac/rego"
	"github.com/aquasecurity/trivy/pkg/iac/scanners/cloudformation"
)

func main() {
	folder, file := filepath.Split(os.Args[1])
	if info, err := os.Stat(os.Args[1]); err == nil && info.IsDir() {
		folder, file = os.Args[1], "."
	}
	scanner := cloudformation.New(rego.WithEmbeddedPolicies(true), rego.WithEmbeddedLibraries(true))
	results, err := scanner.ScanFS(context.Background(), os.DirFS(folder), file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, failed := range results.GetFailed() {
		fmt.Println(failed.Rule().AVDID, failed.Range(), failed.Description())
	}
}
